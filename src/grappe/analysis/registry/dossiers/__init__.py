"""The register brought into a dossier: sector, peers and prospects, as tables that figures read."""
