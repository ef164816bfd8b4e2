; "Open with": the app is offered for XML invoices, and takes them from no other program.
!macro NSIS_HOOK_POSTINSTALL
  WriteRegStr SHCTX "Software\Classes\Echu.Invoice" "" "Facture XML"
  WriteRegStr SHCTX "Software\Classes\Echu.Invoice\DefaultIcon" "" "$INSTDIR\${MAINBINARYNAME}.exe,0"
  WriteRegStr SHCTX "Software\Classes\Echu.Invoice\shell\open\command" "" '"$INSTDIR\${MAINBINARYNAME}.exe" "%1"'
  WriteRegStr SHCTX "Software\Classes\.xml\OpenWithProgids" "Echu.Invoice" ""
!macroend

!macro NSIS_HOOK_POSTUNINSTALL
  DeleteRegKey SHCTX "Software\Classes\Echu.Invoice"
  DeleteRegValue SHCTX "Software\Classes\.xml\OpenWithProgids" "Echu.Invoice"
!macroend
