//! From words to an entry: alone, together with what was said before, or by asking back.

use std::mem;

use crate::faq::{Because, Decision, Match};
use crate::hours::LocalTime;

use super::message::{Choice, ChoiceAction, Message, Say, Standard};
use super::{Action, Context, Dialog, Engine, LastTurn, Turn, clarify};

impl Engine {
    /// Answers a message, asks back, or says that nothing is known.
    pub(super) fn find(
        &self,
        mut dialog: Dialog,
        text: &str,
        context: &Context<'_>,
        now: LocalTime,
    ) -> Turn {
        if let Some(entry) = self.chosen(&mut dialog, text) {
            return self.answer_entry(dialog, entry, text, context, now);
        }
        let decision = self.index().find(text);
        let sure = matches!(decision, Decision::Answer(_));
        if let Some(several) = self.several(text).filter(|several| !sure || several.are_many()) {
            let mut turn = self.answer_entry(dialog, several.first, text, context, now);
            self.offer_others(&mut turn, &several, context);
            return turn;
        }
        let unsure = match &decision {
            Decision::Answer(found) => match self.which_of_kind(*found, text, context) {
                Ok(entry) => return self.answer_entry(dialog, entry, text, context, now),
                Err(unsure) => unsure,
            },
            Decision::Suggest(found) => {
                let found: Vec<usize> = found.iter().map(|one| one.entry).collect();
                match self.named_of(&found, text) {
                    Some(entry) => return self.answer_entry(dialog, entry, text, context, now),
                    None => found,
                }
            }
            Decision::Unknown => Vec::new(),
        };
        let elsewhere = || {
            self.flow_of_first_clause(text)
                .or_else(|| self.in_context(&dialog, text, context, !unsure.is_empty()))
        };
        let meant = match decision {
            Decision::Answer(_) => None,
            _ => elsewhere(),
        };
        match meant {
            Some(entry) => self.answer_entry(dialog, entry, text, context, now),
            None if unsure.is_empty() => self.unknown(dialog, now),
            None => self.ask_back(dialog, &unsure, context, now),
        }
    }

    /// What the visitor chose of the entries they were asked about.
    fn chosen(&self, dialog: &mut Dialog, text: &str) -> Option<usize> {
        let ids = mem::take(&mut dialog.choosing);
        let place = |id: &String| self.pack().faq.iter().position(|entry| entry.id == *id);
        let entries: Vec<usize> = ids.iter().filter_map(place).collect();
        let (name, _) = clarify::by_facet(self.pack(), &entries)?;
        clarify::pick(self.pack(), &entries, name, text)
    }

    /// The entry of its kind that a message means: the one whose value it or the page names. `Err` with all of them
    /// if neither does.
    fn which_of_kind(
        &self,
        found: Match,
        text: &str,
        context: &Context<'_>,
    ) -> Result<usize, Vec<usize>> {
        let faq = &self.pack().faq;
        if found.because == Because::Words {
            for (name, group) in clarify::siblings(self.pack(), found.entry) {
                let named = |text: &str| -> Vec<usize> {
                    group
                        .iter()
                        .copied()
                        .filter(|at| clarify::names(text, &faq[*at], name))
                        .collect()
                };
                match (&named(text)[..], &named(context.about)[..]) {
                    ([one], _) | ([], [one]) => return Ok(*one),
                    ([], _) => return Err(group),
                    _ => {}
                }
            }
        }
        Ok(found.entry)
    }

    /// Of candidates that differ in one thing only, the one whose value a message names.
    fn named_of(&self, entries: &[usize], text: &str) -> Option<usize> {
        let faq = &self.pack().faq;
        let groups = clarify::siblings(self.pack(), *entries.first()?);
        groups.iter().find_map(|(name, group)| {
            let mut named = group.iter().filter(|at| clarify::names(text, &faq[**at], name));
            named.next().filter(|_| named.next().is_none()).copied()
        })
    }

    /// "I want to return something, number KF20260001, tomorrow": what comes after the wish are its details,
    /// in which other entries would be found.
    fn flow_of_first_clause(&self, text: &str) -> Option<usize> {
        let (clause, _) =
            text.split_once(&[',', '，', '.', '。', ':', '：', ';', '；', '\n'][..])?;
        let Decision::Answer(found) = self.index().find(clause) else { return None };
        (!self.pack().faq.get(found.entry)?.flow.is_empty()).then_some(found.entry)
    }

    /// Asks which one was meant: by what they differ in, where that is one thing, else by their questions.
    fn ask_back(
        &self,
        mut dialog: Dialog,
        entries: &[usize],
        context: &Context<'_>,
        now: LocalTime,
    ) -> Turn {
        let faq = &self.pack().faq;
        let mut message = Message::standard(Standard::DidYouMean);
        let alike = clarify::by_facet(self.pack(), entries);
        let (name, alike) = alike.unwrap_or_default();
        // Where the best candidates differ in one thing, a question about that thing is question enough.
        let entries = if alike > 0 { &entries[..alike] } else { entries };
        let about: Vec<usize> = entries
            .iter()
            .copied()
            .filter(|at| clarify::names(context.about, &faq[*at], name))
            .collect();
        if let [entry] = about[..] {
            return self.answer_entry(dialog, entry, "", context, now);
        }
        let choice = |entry: &usize| {
            let mut choice = Choice::asking(&faq[*entry], context.locale);
            if alike > 0 {
                let value = clarify::value(&faq[*entry], name, context.locale);
                choice.label = Some(value.to_owned());
            }
            choice
        };
        message.choices = entries.iter().map(choice).collect();
        if alike > 0 {
            let values: Vec<&str> =
                entries.iter().map(|at| clarify::value(&faq[*at], name, context.locale)).collect();
            message.say = Say::Text(clarify::question(&values, context.locale));
            dialog.choosing = entries.iter().map(|at| faq[*at].id.clone()).collect();
        } else {
            message.choices.push(Choice { label: None, action: ChoiceAction::Human });
        }
        dialog.last = LastTurn::Answered;
        Turn { dialog, actions: vec![Action::Say(message)] }
    }
}
