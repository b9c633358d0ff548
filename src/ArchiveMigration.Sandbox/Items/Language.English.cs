namespace ArchiveMigration.Sandbox.Items;

internal sealed partial class Language
{
    public static Language English { get; } = new()
    {
        Lcid = 1033,
        ReplyPrefix = "RE: ",
        TimeZone = new TimeZoneRule("GMT Standard Time", 0, HasSummerTime: true),
        Subjects =
        [
            "Minutes of Monday's meeting", "Invoice 2019-0417", "Offer for the new warehouse", "Welcome aboard 🎉", "Quarterly figures, final version",
            "Lunch on Thursday?", "Server room: maintenance window", "Your travel booking", "Contract with Northwind", "Question about the budget",
        ],
        Sentences =
        [
            "Thank you for the quick answer, we will go ahead as agreed.", "Please find the figures for the last quarter attached.",
            "The delivery is delayed by two days because of the snow.", "Could you have a look at section 4 before we send it out?",
            "I have moved the meeting to the large room on the second floor.", "The auditors asked for the original contract of 2011.",
            "Nothing has changed since our call, apart from the price of steel.", "Please answer by Friday, otherwise we lose the option.",
            "The new colleague starts on the first of the month 👋.", "Kind regards, and have a good weekend.",
        ],
        FileNames = ["Minutes.docx", "Offer 2019.pdf", "Figures Q3.xlsx", "Site plan.png", "Contract (signed).pdf", "Archive.zip", "notes.txt"],
        Categories = ["Important", "Project Alpha", "Finance", "Personal"],
        Places = ["Room 2.14", "Microsoft Teams Meeting", "London office", "Canteen"],
        Names =
        [
            ("Olivia", "Carter", "olivia.carter"), ("James", "Whitfield", "james.whitfield"), ("Priya", "Sharma", "priya.sharma"),
            ("Daniel", "O'Neill", "daniel.oneill"), ("Grace", "Okafor", "grace.okafor"), ("Thomas", "Ashworth", "thomas.ashworth"),
            ("Emily", "Zhang", "emily.zhang"), ("Robert", "MacLeod", "robert.macleod"),
        ],
    };
}
