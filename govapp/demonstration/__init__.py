"""The demonstration: real public facts of one organization, and invented meetings.

Bodies, members and held meetings are dated history with their sources; meetings
that lie ahead are marked as demonstration. Nobody is invented: who signs in is named
by role.
"""
