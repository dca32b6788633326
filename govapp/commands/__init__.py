"""The commands of an operator, a file for each subject."""
