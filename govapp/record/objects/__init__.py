"""The public record as plain objects with lasting ids, as open data lists them."""
