"""Pages of the sites: page types, the frame around each of them, navigation, alerts, languages, sample content."""
