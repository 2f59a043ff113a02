//! Tags that need no rule: an age band, a gender, a region, a language.

use super::{About, Evidence, Origin, Tag, Visitor};
use crate::amount::Amount;
use crate::calendar::Date;
use crate::pack::{FieldKind, Pack, ReadyTag, language};
use crate::text::normalise;

/// The youngest age of each band and what its tag ends in, the oldest first.
const BANDS: [(u32, &str); 6] =
    [(60, "60-plus"), (45, "45-59"), (35, "35-44"), (25, "25-34"), (18, "18-24"), (0, "under-18")];

/// What the form keeps for somebody who chose not to say it.
const NOT_SAID: &str = "not_said";

pub(super) fn tags<'p>(pack: &'p Pack, visitor: &Visitor<'_>) -> Vec<Tag<'p>> {
    let purpose = &pack.remember.profile;
    if !visitor.agreed(purpose) {
        return Vec::new();
    }
    let tag = |ready: &ReadyTag| {
        let mut found = Evidence::new(About::Profile, None, false);
        let end = if let Some(kind) = ready.field() {
            let fields = pack.profile.as_ref().map_or(&[][..], |form| &form.fields);
            let field = fields.iter().find(|field| field.kind == kind)?;
            let known = visitor.known(&field.id, purpose)?;
            found.add(&field.id, known.at);
            if kind == FieldKind::Birthday {
                let age = Date::parse(&known.value)?.age(visitor.today)?;
                found.measured = Some(Amount::whole(age));
                BANDS.iter().find(|(youngest, _)| age >= *youngest)?.1.to_owned()
            } else {
                if known.value == NOT_SAID {
                    return None;
                }
                normalise(&known.value)
            }
        } else {
            found.about = About::Language;
            found.names = vec![visitor.language.to_owned()];
            language(visitor.language).to_ascii_lowercase()
        };
        let id = format!("{}{end}", ready.prefix());
        (!end.is_empty()).then(|| Tag {
            id: id.into(),
            origin: Origin::Ready(*ready),
            evidence: vec![found],
        })
    };
    pack.ready_tags.iter().filter_map(tag).collect()
}

impl ReadyTag {
    /// Whether a tag of this id is one of these.
    #[cfg(feature = "diagnostics")]
    pub(crate) fn gives(self, id: &str) -> bool {
        let Some(end) = id.strip_prefix(self.prefix()) else { return false };
        match self {
            Self::Age => BANDS.iter().any(|(_, band)| *band == end),
            Self::Gender => matches!(end, "female" | "male" | "other"),
            Self::Region | Self::Language => !end.is_empty(),
        }
    }

    /// The kind of field that it comes from; a language comes from none.
    pub(crate) fn field(self) -> Option<FieldKind> {
        match self {
            Self::Age => Some(FieldKind::Birthday),
            Self::Gender => Some(FieldKind::Gender),
            Self::Region => Some(FieldKind::Region),
            Self::Language => None,
        }
    }
}
