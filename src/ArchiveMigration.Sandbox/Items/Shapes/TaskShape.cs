namespace ArchiveMigration.Sandbox.Items.Shapes;

/// <summary>IPM.Task (MS-OXOTASK).</summary>
internal static class TaskShape
{
    private const int InProgress = 1;
    private const int Complete = 2;

    public static void Write(ItemScript script)
    {
        var (bag, draft, random) = (script.Bag, script.Draft, script.Random);
        var isComplete = random.Chance(60);
        var start = new DateTimeOffset(draft.Sent.UtcDateTime.Date, TimeSpan.Zero);
        MessageProperties.AddCommon(script);
        bag.Add(NamedProperties.TaskStatus, isComplete ? Complete : InProgress);
        bag.Add(NamedProperties.PercentComplete, isComplete ? 1.0 : random.Next(100) / 100.0);
        bag.Add(NamedProperties.IsComplete, isComplete);
        bag.Add(NamedProperties.TaskStart, start);
        bag.Add(NamedProperties.TaskDue, start.AddDays(random.Next(1, 30)));
        bag.Add(NamedProperties.TaskOwner, draft.Owner.Name);
        if (isComplete)
        {
            bag.Add(NamedProperties.TaskCompleted, draft.Modified);
        }

        if (!draft.IsLean)
        {
            bag.Add(NamedProperties.CommonStart, start);
            bag.Add(NamedProperties.TaskAssigner, draft.Counterpart.Name);
            bag.Add(NamedProperties.TaskLastUser, draft.Owner.Name);
            bag.Add(NamedProperties.IsTeamTask, false);
            bag.Add(NamedProperties.IsTaskRecurring, false);
            bag.Add(NamedProperties.ActualEffort, 60 * random.Next(1, 40));
            bag.Add(NamedProperties.EstimatedEffort, 60 * random.Next(1, 40));
            bag.Add(NamedProperties.TaskVersion, random.Next(1, 9));
            bag.Add(NamedProperties.TaskState, 1);
            bag.Add(NamedProperties.TaskOrdinal, -random.Next(int.MaxValue));
            bag.Add(NamedProperties.TaskOwnership, 0);
            bag.Add(NamedProperties.TaskAcceptance, 0);
            bag.Add(NamedProperties.TaskMode, 0);
            bag.Add(NamedProperties.Billing, "4711");
            bag.Add(NamedProperties.Mileage, "120 km");
            bag.Add(NamedProperties.Companies, ["Northwind Traders", "Contoso"]);
            bag.Add(NamedProperties.ContactNames, [draft.Counterpart.Name]);
            bag.Add(NamedProperties.ReminderSet, false);
        }

        MessageProperties.AddRichText(script, script.BodyFiller);
        bag.WriteTo(script.Writer);
        Recipient.WriteAll(script, []);
        FileAttachment.Begin(script);
        FileAttachment.WriteRest(script);
    }
}
