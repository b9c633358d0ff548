using System.Collections.Concurrent;

namespace ArchiveMigration.Sandbox.Items;

/// <summary>Whom the items of a domain are from and to: the colleagues of one language, and the outside world.</summary>
internal sealed class People
{
    /// <summary>Enough for any scenario; beyond it people are made anew each time, so that odd domains cannot fill the memory.</summary>
    private const int MostDomains = 64;

    private static readonly ConcurrentDictionary<(string, Language), People> Known = new();

    private static readonly string[] OtherDomains = ["northwind.example", "adatum.example", "litware.example"];

    private People(string domain, Language language)
    {
        Colleagues = [.. language.Names.Select(name => new Person(language.NameOf(name), name.Alias, domain, isColleague: true) { GivenName = name.Given, Surname = name.Family })];
        ColleaguesByMail = [.. Colleagues.Select((colleague, i) => WithOddName(i, colleague.Name, colleague.Alias, domain))];
        Others =
        [
            .. new[] { Language.English, Language.German, Language.Japanese, Language.Arabic }.SelectMany((other, i) => other.Names
                .Select((name, j) => WithOddName(i + j, other.NameOf(name), name.Alias, OtherDomains[(i + j) % OtherDomains.Length]))),
        ];
    }

    public IReadOnlyList<Person> Colleagues { get; }

    /// <summary>The same as others' servers know them, by their SMTP addresses.</summary>
    public IReadOnlyList<Person> ColleaguesByMail { get; }

    public IReadOnlyList<Person> Others { get; }

    public static People Of(string domain, Language language)
    {
        if (Known.TryGetValue((domain, language), out var known))
        {
            return known;
        }

        var people = new People(domain, language);
        return Known.Count < MostDomains ? Known.GetOrAdd((domain, language), people) : people;
    }

    /// <summary>Somebody: a colleague in six of ten cases, one by SMTP address in one, somebody else in three.</summary>
    public Person Anybody(SeededRandom random) => random.Next(10) switch
    {
        < 6 => random.Pick(Colleagues),
        6 => random.Pick(ColleaguesByMail),
        _ => random.Pick(Others),
    };

    /// <summary>Real mailboxes are full of people whose name is their address, with and without quotes, and of entry ids that are not in Unicode.</summary>
    private static Person WithOddName(int number, string name, string alias, string domain) => (number % 8) switch
    {
        3 => new Person($"{alias}@{domain}", alias, domain, isColleague: false),
        5 => new Person($"'{alias}@{domain}'", alias, domain, isColleague: false),
        6 => new Person(alias, alias, domain, isColleague: false, hasAnsiEntryId: true),
        _ => new Person(name, alias, domain, isColleague: false),
    };
}
