//! The agents' page: every hand-over with what a person needs to go on, newest first.
//!
//! Plain HTML without a script. Nothing that a visitor wrote gets past `Escaped` (invariant 3).

use std::fmt::{self, Write};

use kefu_wire::handoff::{Consent, Handoff, Line, Priority, SharedProfile, Tag};

/// Text that shows as it was written, in an element or in a quoted attribute.
struct Escaped<'t>(&'t str);

impl fmt::Display for Escaped<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for letter in self.0.chars() {
            match letter {
                '&' => f.write_str("&amp;")?,
                '<' => f.write_str("&lt;")?,
                '>' => f.write_str("&gt;")?,
                '"' => f.write_str("&quot;")?,
                '\'' => f.write_str("&#39;")?,
                // HTML allows no other control characters, and an override of the reading direction
                // would let a visitor's words pass for the desk's.
                '\n' | '\t' => f.write_char(letter)?,
                '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => f.write_char('\u{fffd}')?,
                _ if letter.is_control() => f.write_char('\u{fffd}')?,
                _ => f.write_char(letter)?,
            }
        }
        Ok(())
    }
}

/// The whole page.
pub fn page(newest_first: &[Handoff]) -> String {
    let mut out = String::new();
    // Writing into a string cannot fail.
    let _ = write_page(newest_first, &mut out);
    out
}

fn write_page(handoffs: &[Handoff], out: &mut String) -> fmt::Result {
    let title = match handoffs.len() {
        0 => "Nobody is waiting".to_owned(),
        1 => "1 hand-over".to_owned(),
        number => format!("{number} hand-overs"),
    };
    write!(
        out,
        r#"<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<meta http-equiv="refresh" content="5">
<title>{title} – Kefu desk</title>
<link rel="stylesheet" href="/desk/desk.css">
</head>
<body>
<header><h1>Kefu desk</h1><p>{title}. This page looks for new ones every 5 seconds.</p></header>
<main>
"#
    )?;
    if handoffs.is_empty() {
        out.write_str(
            "<section class=\"empty\"><h2>Nobody is waiting</h2>\
             <p>Open the <a href=\"/\">shop</a>, ask for a person, and the conversation is here.</p>\
             </section>\n",
        )?;
    }
    for handoff in handoffs {
        article(handoff, out)?;
    }
    out.write_str("</main>\n</body>\n</html>\n")
}

fn article(handoff: &Handoff, out: &mut String) -> fmt::Result {
    let Handoff { id, requested_at, reason, locale, within_hours, message, contact, .. } = handoff;
    writeln!(out, "<article id=\"{}\">", Escaped(id))?;
    writeln!(out, "<header><h2>{}</h2>", Escaped(why(reason)))?;
    out.write_str("<p>")?;
    moment(requested_at, out)?;
    write!(out, "<span>{}</span>", Escaped(locale))?;
    let hours = if *within_hours { "within hours" } else { "outside hours" };
    write!(out, "<span>{hours}</span>")?;
    if let Some(earlier) = &handoff.continues {
        let earlier = Escaped(earlier);
        write!(out, "<a href=\"#{earlier}\">adds to an earlier one</a>")?;
    }
    out.write_str("</p></header>\n")?;
    out.write_str("<dl>\n")?;
    if let Some(priority) = &handoff.priority {
        words("Priority", &urgency(priority), "", out)?;
    }
    if !handoff.why.is_empty() {
        words("Why", &handoff.why, "", out)?;
    }
    words("Message", message, "No message", out)?;
    words("Contact", contact, "Left none", out)?;
    out.write_str("<div><dt>Page</dt><dd>")?;
    match &handoff.page {
        Some(page) => {
            write!(out, "<bdi>{}</bdi> ", Escaped(&page.title))?;
            link(&page.url, out)?;
        }
        None => out.write_str("<i>Not shared</i>")?,
    }
    out.write_str("</dd></div>\n<div><dt>Answered already</dt><dd>")?;
    if handoff.tried.is_empty() {
        out.write_str("<i>Nothing</i>")?;
    }
    for entry in &handoff.tried {
        write!(out, "<code>{}</code> ", Escaped(entry))?;
    }
    out.write_str("</dd></div>\n</dl>\n")?;
    transcript(handoff.transcript.as_deref(), out)?;
    profile(handoff.profile.as_ref(), out)?;
    tags(&handoff.tags, &handoff.department, out)?;
    out.write_str("</article>\n")
}

/// The priority with what it is made of: "40 of 100: urgency 25, mood 15; 1 more each minute".
fn urgency(priority: &Priority) -> String {
    let parts = priority.parts.iter().map(|part| format!("{} {}", part.what, part.points));
    let parts: Vec<String> = parts.collect();
    let parts = if parts.is_empty() { "nothing presses".to_owned() } else { parts.join(", ") };
    format!("{} of 100: {parts}; {} more each minute", priority.score, priority.waiting_minute)
}

fn why(reason: &str) -> &str {
    match reason {
        "button" => "Pressed the button for a person",
        "asked_for_human" => "Asked for a person in words",
        "unanswered" => "Found no answer",
        "flow" => "Was led to a person by a flow",
        "flow_failed" => "A flow could not help",
        "complaint" => "Complained, or was not content",
        "repeated" => "Asked the same again",
        "topic" => "Spoke of a topic for people",
        "valued" => "Something went wrong for a valued visitor",
        // A newer widget may know reasons that this desk does not.
        other => other,
    }
}

fn words(name: &str, text: &str, without: &str, out: &mut String) -> fmt::Result {
    write!(out, "<div><dt>{name}</dt>")?;
    if text.is_empty() {
        writeln!(out, "<dd><i>{without}</i></dd></div>")
    } else {
        writeln!(out, "<dd class=\"words\" dir=\"auto\">{}</dd></div>", Escaped(text))
    }
}

/// A moment in ISO 8601, shown as people write it; what is none is shown as it is.
fn moment(at: &str, out: &mut String) -> fmt::Result {
    let shown = match at.split_once('T') {
        Some((day, time)) if day.len() == 10 && time.ends_with('Z') => {
            format!("{day} {} UTC", time.trim_end_matches('Z'))
        }
        _ => at.to_owned(),
    };
    write!(out, "<time datetime=\"{}\">{}</time>", Escaped(at), Escaped(&shown))
}

/// A link if it leads to the web, the text of it otherwise: a visitor's browser wrote it.
fn link(url: &str, out: &mut String) -> fmt::Result {
    let shown = Escaped(url);
    let web = url.starts_with("https://") || url.starts_with("http://");
    if web {
        write!(out, "<a href=\"{shown}\" rel=\"noopener noreferrer\">{shown}</a>")
    } else {
        write!(out, "<bdi>{shown}</bdi>")
    }
}

fn transcript(lines: Option<&[Line]>, out: &mut String) -> fmt::Result {
    out.write_str("<section><h3>Conversation</h3>\n")?;
    match lines {
        None => out.write_str("<p><i>Not shared</i></p>\n")?,
        Some([]) => out.write_str("<p><i>Nothing was said before</i></p>\n")?,
        Some(lines) => {
            out.write_str("<ol>\n")?;
            for line in lines {
                transcript_line(line, out)?;
            }
            out.write_str("</ol>\n")?;
        }
    }
    out.write_str("</section>\n")
}

fn transcript_line(Line { author, at, text, entry }: &Line, out: &mut String) -> fmt::Result {
    let (class, name) = match author.as_str() {
        "visitor" => ("visitor", "Visitor"),
        "bot" => ("bot", "Assistant"),
        "agent" => ("agent", "Agent"),
        other => ("system", other),
    };
    write!(out, "<li class=\"{class}\"><p class=\"by\"><b>{}</b> ", Escaped(name))?;
    moment(at, out)?;
    if let Some(entry) = entry {
        write!(out, " <code>{}</code>", Escaped(entry))?;
    }
    writeln!(out, "</p><p class=\"words\" dir=\"auto\">{}</p></li>", Escaped(text))
}

fn profile(shared: Option<&SharedProfile>, out: &mut String) -> fmt::Result {
    out.write_str("<section><h3>Profile</h3>\n")?;
    let Some(SharedProfile { values, consent }) = shared else {
        return out.write_str("<p><i>Not shared</i></p></section>\n");
    };
    out.write_str("<dl>\n")?;
    for value in values {
        let (field, value) = (Escaped(&value.field), Escaped(&value.value));
        writeln!(out, "<div><dt>{field}</dt><dd dir=\"auto\">{value}</dd></div>")?;
    }
    out.write_str("</dl>\n")?;
    let Consent { purposes, policy_version, policy_url, locale, at } = consent;
    let (purposes, version) = (purposes.join(", "), Escaped(policy_version));
    write!(out, "<p class=\"consent\">Agreed to <b>{}</b> ", Escaped(&purposes))?;
    out.write_str("on ")?;
    moment(at, out)?;
    write!(out, " under policy {version} (")?;
    link(policy_url, out)?;
    writeln!(out, ") read in {}. Use it for nothing else.</p></section>", Escaped(locale))
}

/// The tags with what made them: what was found, then what the rule asked for.
fn tags(tags: &[Tag], department: &str, out: &mut String) -> fmt::Result {
    if tags.is_empty() && department.is_empty() {
        return Ok(());
    }
    out.write_str("<section><h3>Tags</h3>\n<dl>\n")?;
    for tag in tags {
        let name = if tag.label.is_empty() { &tag.id } else { &tag.label };
        write!(out, "<div><dt>{}</dt><dd>", Escaped(name))?;
        for one in &tag.evidence {
            let (not, names) = (if one.not { "not " } else { "" }, one.names.join(", "));
            let about = Escaped(&one.about);
            write!(out, "<p>{not}{about}: <bdi>{}</bdi>, {}×", Escaped(&names), one.count)?;
            for (word, number) in
                [("", &one.measured), ("at least ", &one.at_least), ("at most ", &one.at_most)]
            {
                if !number.is_empty() {
                    write!(out, ", {word}{}", Escaped(number))?;
                }
            }
            if let Some(days) = one.within_days {
                write!(out, " within {days} days")?;
            }
            for at in [&one.first, &one.last] {
                if !at.is_empty() {
                    out.write_str(", ")?;
                    moment(at, out)?;
                }
            }
            out.write_str("</p>")?;
        }
        out.write_str("</dd></div>\n")?;
    }
    if !department.is_empty() {
        writeln!(out, "<div><dt>Department</dt><dd>{}</dd></div>", Escaped(department))?;
    }
    out.write_str("</dl></section>\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_letter_that_html_reads_is_written_out() {
        let hostile = "<img src=x onerror=\"alert('1')\">&amp;\0\u{1b}\u{202e}txt\n";
        assert_eq!(
            Escaped(hostile).to_string(),
            "&lt;img src=x onerror=&quot;alert(&#39;1&#39;)&quot;&gt;&amp;amp;\u{fffd}\u{fffd}\u{fffd}txt\n"
        );
    }

    #[test]
    fn moments_are_shown_as_people_write_them() {
        for (at, shown) in [
            ("2026-11-20T10:02:11Z", ">2026-11-20 10:02:11 UTC<"),
            ("Tomorrow at noon, Zoe", ">Tomorrow at noon, Zoe<"),
            ("", "><"),
        ] {
            let mut out = String::new();
            assert!(moment(at, &mut out).is_ok());
            assert!(out.contains(shown), "{out}");
        }
    }

    #[test]
    fn only_web_addresses_become_links() {
        for (url, is_link) in [
            ("https://shop.example/cart", true),
            ("http://127.0.0.1:8080/", true),
            ("javascript:alert(1)", false),
            (" https://shop.example", false),
            ("data:text/html,x", false),
            ("/privacy", false),
        ] {
            let mut out = String::new();
            assert!(link(url, &mut out).is_ok());
            assert_eq!(out.contains("<a "), is_link, "{url}");
        }
    }
}
