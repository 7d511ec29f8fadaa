arrayFirst(text -> text != '', [${texts}])
