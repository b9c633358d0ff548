using System.Net;
using System.Net.Sockets;

namespace ArchiveMigration.Sandbox.Hosting;

/// <summary>Three ports on loopback: sign-in, Graph, import.</summary>
internal readonly record struct LoopbackPorts(int Authority, int Graph, int Import)
{
    public static LoopbackPorts From(int first) => first == 0 ? Free() : new(first, first + 1, first + 2);

    /// <summary>
    /// Kestrel cannot bind IPv4 and IPv6 loopback to one dynamic port, so free ports are looked up beforehand;
    /// the caller tries again when another process was faster.
    /// </summary>
    private static LoopbackPorts Free()
    {
        var sockets = new List<Socket>();
        try
        {
            for (var i = 0; i < 3; i++)
            {
                var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
                sockets.Add(socket);
                socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
            }

            var ports = sockets.ConvertAll(socket => ((IPEndPoint)socket.LocalEndPoint!).Port);
            return new(ports[0], ports[1], ports[2]);
        }
        finally
        {
            sockets.ForEach(socket => socket.Dispose());
        }
    }
}
