using System.Globalization;
using System.Text.Json;
using ArchiveMigration.Sandbox.Graph;

namespace ArchiveMigration.Sandbox.Exchange;

/// <summary>The member singleValueExtendedProperties: only properties that the object has, and nothing when it has none.</summary>
internal static class ExtendedPropertyJson
{
    public static void Write(Utf8JsonWriter writer, IReadOnlyList<ExtendedPropertyId> ids, Func<ExtendedPropertyId, string?> value)
    {
        var open = false;
        foreach (var id in ids)
        {
            if (value(id) is not { } text)
            {
                continue;
            }

            if (!open)
            {
                writer.WriteStartArray("singleValueExtendedProperties");
                open = true;
            }

            writer.WriteStartObject();
            writer.WriteString("id", id.ToString());
            writer.WriteString("value", text);
            writer.WriteEndObject();
        }

        if (open)
        {
            writer.WriteEndArray();
        }
    }

    public static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
