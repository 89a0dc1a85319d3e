// What the engine of the SDK adds to the language; for the device alone, since it changes built-in types.

/// <reference types="@moddable/typings/xs" />
