"""Schedules, agendas, attendance and minutes."""
