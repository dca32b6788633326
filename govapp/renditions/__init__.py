"""The other forms of an agenda: made by the worker from what was posted."""
