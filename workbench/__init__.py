"""Media Workbench: articles in, evidence out."""
