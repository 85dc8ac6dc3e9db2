"""The register of documents that go out «sổ văn bản đi», for bodies that choose to keep it here."""
