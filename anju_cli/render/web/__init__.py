"""Documents as HTML, with charts as SVG."""
