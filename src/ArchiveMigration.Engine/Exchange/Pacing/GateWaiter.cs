namespace ArchiveMigration.Engine.Exchange.Pacing;

/// <summary>One who waits at a gate: for a place for a request, or for room for an upload that is being prepared.</summary>
/// <param name="bytes">Bytes to be uploaded; 0 for a request without a body.</param>
/// <param name="room">Room that was kept for them, all of them, or null.</param>
/// <param name="wantsRoom">Whether it is about room and not about a place.</param>
internal sealed class GateWaiter(long bytes, GateRoom? room, bool wantsRoom)
{
    private readonly TaskCompletionSource<object> granted = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public long Bytes { get; } = bytes;

    public GateRoom? Room { get; } = room;

    public bool WantsRoom { get; } = wantsRoom;

    /// <summary>Since when it waits, on the gate's clock.</summary>
    public long Since { get; set; }

    /// <summary>Whether it has still to wait its turn for bytes.</summary>
    public bool NeedsBytes => Bytes > 0 && Room is null;

    /// <summary>The <see cref="GatePlace"/> or the <see cref="GateRoom"/>.</summary>
    public Task<object> Granted => granted.Task;

    public void Grant(object what) => granted.SetResult(what);

    public void GiveUp(CancellationToken cancellationToken) => granted.SetCanceled(cancellationToken);
}
