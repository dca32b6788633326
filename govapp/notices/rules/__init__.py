"""The rules of notice: pure functions of plain values, which every feature may use."""
