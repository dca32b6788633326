"""The rules of meetings: pure functions of plain values."""
