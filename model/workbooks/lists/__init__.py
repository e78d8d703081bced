"""The lists of a report that tables give a row each: projects, assets, what funds were spent on, insurance funds."""
