Console.Error.WriteLine("rehearse | serve"); return 2;
