"""Tenant settings of Power BI and Fabric."""
