"""Hubs that are told what feeds have new (WebSub)."""
