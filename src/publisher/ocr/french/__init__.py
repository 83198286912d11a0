"""What words stand beside each other in French: counts, and a model that reads them."""
