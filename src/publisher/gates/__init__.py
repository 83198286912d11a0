"""Files of others -> what of them may be published: pictures, drawings, stylesheets; pure, and quick on bad input."""
