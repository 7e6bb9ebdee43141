[assembly: System.Reflection.AssemblyTitle("FirstLightData0")]
[assembly: System.Reflection.AssemblyVersion("1.0.0.0")]
