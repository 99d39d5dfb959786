//! [`RuleInfo`]: by which rules text is changed, and why, for people.

use super::mend;
use super::table::{Rule, TABLES};

/// A rule by which boilerplate is cut.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct RuleInfo {
    /// Its name in edits.
    pub name: &'static str,
    /// Whose boilerplate it is, or why it is none of the story.
    pub reason: &'static str,
    /// A text in which what it cuts stands between ⟦ and ⟧.
    pub example: &'static str,
}

/// All rules by which boilerplate is cut: those of the table, then the passes behind it.
pub fn rules() -> impl Iterator<Item = RuleInfo> {
    let info = |&Rule { name, reason, example, .. }: &Rule| RuleInfo { name, reason, example };
    TABLES.iter().copied().flatten().map(info).chain(PASSES.iter().copied())
}

/// Why edits by a rule of this name were made; `None` if there is no such rule.
pub fn reason(name: &str) -> Option<&'static str> {
    let cut = rules().find(|rule| rule.name == name).map(|rule| rule.reason);
    cut.or_else(|| mend::RULES.iter().find(|rule| rule.0 == name).map(|rule| rule.1))
}

/// What is cut without a row in the table: by where it stands, what stands beside it, or weights.
const PASSES: &[RuleInfo] = &[
    RuleInfo {
        name: "caption",
        reason: "a caption that is no sentence, beside a credit that was cut",
        example: "Air naik.\n⟦Tanggul di tepi Demak. (Wartanusa)⟧\nWarga lega.",
    },
    RuleInfo {
        name: "columnist",
        reason: "who wrote a column, and what he does",
        example: "Air surut lagi di kampung itu kemarin.\n⟦Ratna Wulandari. Dosen Universitas Contoh.⟧",
    },
    RuleInfo {
        name: "contents",
        reason: "the contents of the story, whose headings come again in it",
        example: "⟦Daftar Isi⟧\n⟦Kapan Air Surut⟧\n⟦Siapa yang Pulang⟧\nAir naik.\nKapan Air Surut\nBesok.\nSiapa yang Pulang\nWarga.",
    },
    RuleInfo {
        name: "dated",
        reason: "when it was published",
        example: "⟦Selasa, 30 Agustus 2022 14:05 WIB⟧\nAir surut di Demak.",
    },
    RuleInfo {
        name: "hashtags",
        reason: "tags behind the story",
        example: "Air surut di Demak. ⟦#Banjir #Demak⟧",
    },
    RuleInfo {
        name: "headline",
        reason: "the headline before the story; the title has it",
        example: "⟦Air Rob Surut di Demak⟧\n\nWarga pulang ke rumah.",
    },
    RuleInfo {
        name: "headline-glued",
        reason: "the headline of another article, whose link was lost inside the story",
        example: "CNN Indonesia menulis air surut kemarin.⟦Polisi Buru Pencuri Kabel Kereta di Bogor⟧Menurut warga, air surut.",
    },
    RuleInfo {
        name: "initials",
        reason: "who signed the story, by name or initials",
        example: "Air surut di Demak. ⟦(dra/kur)⟧",
    },
    RuleInfo {
        name: "label",
        reason: "a label whose value was lost",
        example: "Air surut di Demak.\n⟦Sumber:⟧",
    },
    RuleInfo {
        name: "leftover",
        reason: "reads like boilerplate: by weights learnt from what is",
        example: "Warga Demak membangun tanggul dari karung pasir sejak pekan lalu. Mereka bekerja bergantian dari pagi sampai malam.\n⟦Tonton video selengkapnya di kanal YouTube kami!⟧\nMenurut kepala desa, tanggul itu menahan rob selama dua hari. Air tidak lagi masuk ke rumah warga sejak kemarin. Mereka berharap pemerintah segera memperbaiki tanggul yang jebol itu. Perbaikan tanggul dijadwalkan selesai sebelum musim hujan tiba.",
    },
    RuleInfo {
        name: "photo-source",
        reason: "whose picture it is, in brackets behind its caption",
        example: "Air naik.\n⟦Tanggul di tepi Demak⟧ ⟦(Instagram Ratna)⟧\nWarga lega.",
    },
    RuleInfo {
        name: "scrap",
        reason: "marks without a word behind the story",
        example: "Air surut di Demak.\n⟦-----⟧",
    },
    RuleInfo {
        name: "teaser",
        reason: "the headline of another article or a video, on a line of its own",
        example: "Air surut kemarin.\n⟦Polisi Buru Pencuri Kabel Kereta di Bogor⟧\n⟦Polisi Buru Pencuri Kabel Kereta di Bogor⟧\nWarga pulang.",
    },
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{Article, ArticleId};
    use crate::clean::clean;

    /// Characters that are no space.
    fn solid(text: &str) -> String {
        text.chars().filter(|c| !c.is_whitespace()).collect()
    }

    #[test]
    fn each_rule_cuts_what_its_example_marks() {
        let mut faults = Vec::new();
        for rule in rules() {
            let raw = rule.example.replace(['⟦', '⟧'], "");
            let kept: String = rule.example.split(['⟦', '⟧']).step_by(2).collect();
            let cleaned = clean(&Article::new(ArticleId::given("a"), raw.clone()));
            let used = cleaned.edits.iter().any(|edit| *edit.rule == *rule.name);
            if !used || solid(&cleaned.text) != solid(&kept) || cleaned.raw() != raw {
                faults.push(format!("{}: {:?} by {:?}", rule.name, cleaned.text, cleaned.edits));
            }
        }
        assert!(faults.is_empty(), "{}", faults.join("\n"));
    }

    #[test]
    fn each_rule_has_a_name_of_its_own_and_a_reason() {
        let repairs = mend::RULES.iter().map(|rule| rule.0);
        let mut names: Vec<_> = rules().map(|rule| rule.name).chain(repairs).collect();
        assert!(names.iter().all(|name| reason(name).is_some_and(|reason| !reason.is_empty())));
        let count = names.len();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), count);
    }
}
