using ArchiveMigration.FastTransfer;
using ArchiveMigration.Sandbox.Items.Shapes;
using ArchiveMigration.Sandbox.Mailboxes;

namespace ArchiveMigration.Sandbox.Items;

/// <summary>Makes items of recipes.</summary>
public static class ItemFactory
{
    /// <summary>Tells what listings tell of the item, without writing it.</summary>
    public static ItemFacts Describe(in ItemRecipe recipe) => ItemDraft.Of(recipe).ToFacts();

    /// <summary>Writes the item's stream as exportItems gives it, a record of 31,680 bytes at a time.</summary>
    public static void Write(in ItemRecipe recipe, Stream output)
    {
        ArgumentNullException.ThrowIfNull(output);
        var draft = ItemDraft.Of(recipe);
        var bag = new PropertyBag();

        // How long an item of so many people and properties gets is not worth predicting: it is tried.
        var frame = Write(draft, bag, 0, Stream.Null);
        Write(draft, bag, Math.Max(0, recipe.Size - frame), output);
    }

    private static long Write(ItemDraft draft, PropertyBag bag, long filler, Stream output)
    {
        using var writer = new FastTransferWriter(output);
        Write(new ItemScript(writer, bag, draft, filler));
        writer.Complete();
        return writer.BytesWritten;
    }

    private static void Write(ItemScript script)
    {
        switch (script.Draft.Recipe.Shape)
        {
            case ItemShape.Mail:
                MailShape.Write(script);
                break;
            case ItemShape.MailWithAttachments:
                MailShape.WriteWithFiles(script);
                break;
            case ItemShape.MailWithEmbedded:
                MailShape.WriteWithEmbedded(script);
                break;
            case ItemShape.MeetingRequest:
                MeetingRequestShape.Write(script);
                break;
            case ItemShape.Appointment or ItemShape.RecurringAppointment:
                AppointmentShape.Write(script);
                break;
            case ItemShape.Contact:
                ContactShape.Write(script);
                break;
            case ItemShape.DistributionList:
                DistributionListShape.Write(script);
                break;
            case ItemShape.Task:
                TaskShape.Write(script);
                break;
            case ItemShape.Journal:
                JournalShape.Write(script);
                break;
            case ItemShape.StickyNote:
                StickyNoteShape.Write(script);
                break;
            case ItemShape.Post:
                PostShape.Write(script);
                break;
            case ItemShape.Unknown:
                CustomShape.Write(script);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(script), script.Draft.Recipe.Shape, "There is no such shape of items.");
        }
    }
}
