"""The rules of a sitting: plain functions of plain values."""
