//! Every screen in the real window: its picture, and what axe says of it.
