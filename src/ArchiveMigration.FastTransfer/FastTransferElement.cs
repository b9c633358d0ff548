namespace ArchiveMigration.FastTransfer;

/// <summary>What <see cref="FastTransferReader.Read"/> found.</summary>
public enum FastTransferElement
{
    /// <summary>Nothing more in this input; give the next or call <see cref="FastTransferReader.Complete"/>.</summary>
    None,

    /// <summary>The three records before the content; <see cref="FastTransferReader.Version"/> is known.</summary>
    Header,

    /// <summary>A marker, see <see cref="FastTransferReader.Marker"/>.</summary>
    Marker,

    /// <summary>MetaTagFXDelProp; its value is <see cref="FastTransferReader.DeletedTag"/>.</summary>
    DeleteProperty,

    /// <summary>
    /// A property's tag, name and length, with its whole value when the type has a fixed size, with as much of the value
    /// as lies at hand (perhaps none, perhaps all) when it has not, and without any when it has several.
    /// </summary>
    Property,

    /// <summary>One value of a multi-valued property, like <see cref="Property"/> whole or begun.</summary>
    Item,

    /// <summary>More bytes of the value begun, at least one.</summary>
    ValueBytes,
}
