"""The frozen shapes of what is posted: plain values that know no table and no page."""
