"""A second opinion on statements, by a dependency parser (the extra `policytrail[parse]`)."""
