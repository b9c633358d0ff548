namespace ArchiveMigration.Sandbox.Items;

internal sealed partial class Language
{
    public static Language German { get; } = new()
    {
        Lcid = 1031,
        ReplyPrefix = "AW: ",
        TimeZone = new TimeZoneRule("W. Europe Standard Time", -60, HasSummerTime: true),
        Subjects =
        [
            "Protokoll der Sitzung vom Montag", "Rechnung Nr. 2019-0417", "Angebot für die neue Lagerhalle", "Herzlich willkommen 🎉", "Quartalszahlen, endgültige Fassung",
            "Mittagessen am Donnerstag?", "Serverraum: Wartungsfenster", "Ihre Reisebuchung nach Köln", "Vertrag mit Müller & Söhne", "Rückfrage zum Budget",
        ],
        Sentences =
        [
            "Vielen Dank für die schnelle Rückmeldung, wir gehen wie besprochen vor.", "Im Anhang finden Sie die Zahlen des letzten Quartals.",
            "Die Lieferung verzögert sich wegen des Schnees um zwei Tage.", "Könnten Sie vor dem Versand noch einen Blick auf Abschnitt 4 werfen?",
            "Ich habe die Besprechung in den großen Raum im zweiten Stock verlegt.", "Die Wirtschaftsprüfer fragen nach dem Originalvertrag von 2011.",
            "Seit unserem Gespräch hat sich außer dem Stahlpreis nichts geändert.", "Bitte antworten Sie bis Freitag, sonst verfällt die Option.",
            "Die neue Kollegin fängt am Ersten des Monats an 👋.", "Mit freundlichen Grüßen und ein schönes Wochenende.",
        ],
        FileNames = ["Protokoll.docx", "Angebot Lagerhalle Süd.pdf", "Zahlen Q3.xlsx", "Lageplan Größe A3.png", "Vertrag (unterschrieben).pdf", "Archiv.zip", "Notizen.txt"],
        Categories = ["Wichtig", "Projekt Übergabe", "Buchhaltung", "Persönlich"],
        Places = ["Raum 2.14", "Microsoft Teams-Besprechung", "Niederlassung München", "Kantine"],
        Names =
        [
            ("Käthe", "Brückner", "kaethe.brueckner"), ("Björn", "Köhler", "bjoern.koehler"), ("Jürgen", "Weiß", "juergen.weiss"),
            ("Sabine", "Müller", "sabine.mueller"), ("Anneliese", "Groß", "anneliese.gross"), ("Mehmet", "Yılmaz", "mehmet.yilmaz"),
            ("Friedrich", "von der Heide", "friedrich.vonderheide"), ("Zoë", "Lindström", "zoe.lindstroem"),
        ],
    };
}
