"""What all kinds share: pages, records, blocks, topics, places, contacts, images, sites, roles."""
