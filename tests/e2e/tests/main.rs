//! The built product in a real browser, over WebDriver.

mod accessibility;
mod assistant;
mod before_intent;
mod commands;
mod console;
mod doctor;
mod keeping;
mod live;
mod looks;
mod never_dead;
mod opening;
mod person;
mod phone;
mod profile;
mod safety;
mod speed;
mod talking;
mod weather;
