//! Who wrote or edited: how far a name goes, and whom it names.

mod extent;
mod value;

pub(super) use extent::end;
pub(super) use value::person;
