"""The public record as JSON, under `/api/v1`."""
