//! The built product in a real browser, over WebDriver.

mod accessibility;
mod assistant;
mod before_intent;
mod commands;
mod console;
mod data_map;
mod doctor;
mod keeping;
mod live;
mod looks;
mod never_dead;
mod opening;
mod person;
mod phone;
mod profile;
mod rights;
mod safety;
mod speed;
mod talking;
mod weather;
