# Puts a data file inside the program, at no cost of build time.
#
#   servanda_embed(servanda_actor kStates ${CMAKE_SOURCE_DIR}/data/actors/states.tsv)
#
# gives the module the header "servanda/embedded/kStates.h" with
#   namespace servanda::embedded { std::string_view kStates(); }
# Names are of the whole program; several targets may embed one file under one name, but not different files.

function(servanda_embed target symbol file)
  get_property(embedded GLOBAL PROPERTY SERVANDA_EMBEDDED_${symbol})
  if(embedded AND NOT embedded STREQUAL file)
    message(FATAL_ERROR "${target} embeds ${file} as ${symbol}, which is the name of ${embedded}: choose another")
  endif()
  set_property(GLOBAL PROPERTY SERVANDA_EMBEDDED_${symbol} ${file})
  set(assembly ${CMAKE_BINARY_DIR}/generated/servanda/embedded/${symbol}.S)
  set(header ${CMAKE_BINARY_DIR}/generated/servanda/embedded/${symbol}.h)
  file(CONFIGURE OUTPUT ${assembly} @ONLY CONTENT
"    .section .rodata
    .balign 64
    .global servanda_embedded_@symbol@_begin
    .global servanda_embedded_@symbol@_end
servanda_embedded_@symbol@_begin:
    .incbin \"@file@\"
servanda_embedded_@symbol@_end:
    .byte 0
    .section .note.GNU-stack,\"\",%progbits
")
  file(CONFIGURE OUTPUT ${header} @ONLY CONTENT
"#pragma once
#include <string_view>
extern \"C\" const char servanda_embedded_@symbol@_begin[];
extern \"C\" const char servanda_embedded_@symbol@_end[];
namespace servanda::embedded {
inline std::string_view @symbol@() {
  return {servanda_embedded_@symbol@_begin, static_cast<size_t>(servanda_embedded_@symbol@_end - servanda_embedded_@symbol@_begin)};
}
}  // namespace servanda::embedded
")
  target_sources(${target} PRIVATE ${assembly})
  set_source_files_properties(${assembly} PROPERTIES OBJECT_DEPENDS ${file})
endfunction()

# servanda_embed_model(servanda_event kEventModel data/events/coder.model): the same with a file of learned models, whose
# tables are made when the program is built (servanda_compile_model). A damaged file stops the build.
function(servanda_embed_model target symbol file)
  set(compiled ${CMAKE_BINARY_DIR}/generated/${symbol}.compiled)
  add_custom_command(
    OUTPUT ${compiled}
    COMMAND servanda_compile_model ${file} ${compiled}
    DEPENDS servanda_compile_model ${file})
  servanda_embed(${target} ${symbol} ${compiled})
endfunction()
