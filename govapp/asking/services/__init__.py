"""Asking and answering between meetings."""
