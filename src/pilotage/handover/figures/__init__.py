"""Figures of the report: each turns a value into places in pixels; its template draws them."""
