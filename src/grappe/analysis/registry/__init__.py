"""Every company of a country: open extracts become a store, kept through time, that answers questions."""
