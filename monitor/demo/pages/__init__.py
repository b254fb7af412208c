"""The pages of the demo site: policies as HTML fragments, and the layouts that they are published in."""
