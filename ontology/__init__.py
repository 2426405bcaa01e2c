"""The vocabulary of policytrail: OWL, SKOS and SHACL in Turtle, and the code that loads and checks it."""
