System.Console.WriteLine("embedded");
