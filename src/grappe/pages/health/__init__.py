"""The page that machines ask whether the platform is well."""
