"""What anyone may read of the record: its entries, and proofs of them."""
