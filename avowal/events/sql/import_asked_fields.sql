-- Method and address as fields of their own; after a method that is none, the address is somebody's text too.
if(has({methods:Array(String)}, method_text), method_text, '') AS method,
if(method != '' OR method_text = '', target_text, '') AS target
