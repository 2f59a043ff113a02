//! The words that the recognisers look for, by what they tell and in which language.

pub(super) mod mood_en;
pub(super) mod mood_zh;
pub(super) mod request_en;
pub(super) mod request_zh;
pub(super) mod same;
pub(super) mod urgency;
